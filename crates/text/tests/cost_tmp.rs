use commonround_text::*;
use std::time::Instant;
#[test]
#[expect(clippy::disallowed_methods, reason="tmp")]
fn cost() {
    let s = "Eight months since my diagnosis, and today I walked to the **bakery and back**. Nobody told me the tiredness could be the tablets, not just the heart. @dana noticed: \"tell us what a *good* day looks like\". It helped more than any leaflet, and I’m writing it down for everybody who starts now.\n\nAsk your pharmacist, ask twice. Weigh yourself each morning and call your team if you are up. #HeartFailure #MonHistoire https://facts.maple.example/x";
    let urls = Urls { mention: |h| format!("/@{h}"), tag: |h| format!("/tags/{h}") };
    let _ = render(s,&urls); let _ = tokens(s,None); let _=query("tension",None);
    let t=Instant::now(); for _ in 0..200 { let _ = render(s,&urls); } println!("render {} chars {:?}", s.len(), t.elapsed()/200);
    let t=Instant::now(); for _ in 0..200 { let _ = tokens(s,Some(TextLang::En)); } println!("tokens {:?}", t.elapsed()/200);
    let t=Instant::now(); for _ in 0..200 { let _ = detect_language(s); } println!("detect {:?}", t.elapsed()/200);
    let big: String = std::fs::read_to_string("/tmp/big.txt").unwrap();
    let _ = tokens(&big,Some(TextLang::En));
    let t=Instant::now(); for _ in 0..20 { let _ = tokens(&big,Some(TextLang::En)); } println!("tokens big {} {:?}", big.len(), t.elapsed()/20);
    let t=Instant::now(); for _ in 0..20 { let _ = fold(&big); } println!("fold big {:?}", t.elapsed()/20);
    for q in ["diabetes","can't focus at work","heart failure medicati","xylophon"] {
    let _ = query(q,None);
    let t=Instant::now(); for _ in 0..20 { let _ = query(q,None); } println!("query {q} {:?} {:?}", t.elapsed()/20, query(q,None).iter().map(|g|g.any.len()).collect::<Vec<_>>());
    }
    let q=query("zebra",None);
    let t=Instant::now(); for _ in 0..20 { let _ = excerpt_around(&big,&q,200); } println!("excerpt_around {:?}", t.elapsed()/20);
    let t=Instant::now(); for _ in 0..20 { let _ = highlight(&big[..200],&q); } println!("hl {:?}", t.elapsed()/20);
}
