//! A form with one file in it.

use std::convert::Infallible;

use axum::extract::{FromRequest, Request};
use axum::http::header;
use bytes::Bytes;
use commonround_kernel::{Error, Result};
use multer::Multipart;

use crate::Refused;
use crate::input::read_at_most;

/// The longest a client may take to send a file.
const FILE_SECS_MAX: u64 = 120;
/// What stands around the file: boundaries, names, types.
const ENVELOPE_BYTES_MAX: usize = 4 * 1024;

/// A body of `multipart/form-data` that was not read yet, so that a handler refuses before megabytes
/// travel. A route of it says `doc(..).uploads(field)`.
pub struct Upload(Request);

impl<S: Sync> FromRequest<S> for Upload {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        Ok(Self(request))
    }
}

impl Upload {
    /// The bytes of the one file, which the form calls `field`. What the client says of its name and
    /// type is not read.
    ///
    /// # Errors
    /// 415 `unsupported_type`; 413 `file_too_large`; 422 with a problem: `required` on the field,
    /// `unknown_field`, `duplicate`, `malformed`.
    pub async fn file(self, field: &str, bytes_max: usize) -> Result<Bytes> {
        let kind = self.0.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
        let boundary = boundary.ok_or(Error::Unsupported("unsupported_type"))?;
        let most = bytes_max + ENVELOPE_BYTES_MAX;
        let body = read_at_most(self.0.into_body(), most, FILE_SECS_MAX, "file_too_large").await?;
        let file = only_file(body, &boundary, field).await?;
        match file.len() {
            0 => Err(Error::invalid(field, "required")),
            bytes if bytes > bytes_max => Err(Error::TooLarge("file_too_large")),
            _ => Ok(file),
        }
    }
}

async fn only_file(body: Bytes, boundary: &str, field: &str) -> Result<Bytes> {
    let malformed = |_| Error::invalid("", "malformed");
    let whole = futures_util::stream::iter([Ok::<_, Infallible>(body)]);
    let mut parts = Multipart::new(whole, boundary);
    let mut found = None;
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        match part.name() {
            Some(name) if name == field => {}
            other => return Err(Error::invalid(other.unwrap_or_default(), "unknown_field")),
        }
        if found.is_some() {
            return Err(Error::invalid(field, "duplicate"));
        }
        found = Some(part.bytes().await.map_err(malformed)?);
    }
    Ok(found.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn check(kind: &str, body: &str, expected: &str) {
        let request = Request::builder().header("content-type", kind);
        let upload = Upload(request.body(Body::from(body.to_owned())).unwrap());
        let got = match upload.file("paper", 8).await {
            Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Err(Error::Invalid(invalid)) => {
                let problem = &invalid.problems()[0];
                format!("{}={}", problem.field, problem.why)
            }
            Err(error) => error.code().to_owned(),
        };
        assert_eq!(got, expected, "{body}");
    }

    fn part(name: &str, text: &str) -> String {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"a.pdf\"");
        format!("--x\r\n{head}\r\n\r\n{text}\r\n")
    }

    const KIND: &str = "multipart/form-data; boundary=x";

    #[tokio::test]
    async fn the_one_file_is_read() {
        check(KIND, &format!("{}--x--\r\n", part("paper", "12345678")), "12345678").await;
    }

    #[tokio::test]
    async fn whatever_is_not_one_file_is_refused() {
        let ended = |parts: &[String]| format!("{}--x--\r\n", parts.concat());
        check(KIND, &ended(&[part("paper", "123456789")]), "file_too_large").await;
        check(KIND, &"x".repeat(5_000), "file_too_large").await;
        check(KIND, &ended(&[part("paper", "")]), "paper=required").await;
        check(KIND, &ended(&[]), "paper=required").await;
        check(KIND, &ended(&[part("other", "1")]), "other=unknown_field").await;
        check(KIND, &ended(&[part("paper", "1"), part("paper", "2")]), "paper=duplicate").await;
        check(KIND, &part("paper", "1"), "=malformed").await;
        check(KIND, "nonsense", "=malformed").await;
        check("multipart/form-data", "--x--", "unsupported_type").await;
        check("application/json", "{}", "unsupported_type").await;
    }
}
