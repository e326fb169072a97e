//! A small HTTP/1.1 client over one kept connection: cheap, so that the driver measures the server
//! and not itself.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use crate::Outcome;

pub struct Connection {
    stream: BufReader<TcpStream>,
    line: String,
    /// Of the last answer.
    pub body: Vec<u8>,
}

/// How an answer's body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Bytes(usize),
    Chunks,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), line: String::new(), body: Vec::new() })
    }

    pub async fn get(&mut self, path: &str, accept: &str, token: Option<&str>) -> Outcome {
        let auth = authorization(token);
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: {accept}\r\n{auth}\r\n");
        self.exchange(request.as_bytes()).await.map_err(|why| format!("{path}: {why}").into())
    }

    pub async fn post(&mut self, path: &str, token: &str, json: &str) -> Outcome {
        let auth = authorization(Some(token));
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n{auth}\r\n{json}",
            json.len()
        );
        self.exchange(request.as_bytes()).await.map_err(|why| format!("{path}: {why}").into())
    }

    async fn exchange(&mut self, request: &[u8]) -> Outcome {
        self.stream.get_mut().write_all(request).await?;
        let (status, length) = self.head().await?;
        self.body.clear();
        match length {
            Length::Bytes(count) => self.take(count).await?,
            Length::Chunks => self.chunks().await?,
        }
        match status {
            200..300 => Ok(()),
            _ => Err(format!("{status} {}", String::from_utf8_lossy(&self.body)).into()),
        }
    }

    async fn head(&mut self) -> Outcome<(u16, Length)> {
        let status = self.next_line().await?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or("no status line")?;
        let mut length = Length::Bytes(0);
        loop {
            let header = self.next_line().await?;
            if header.is_empty() {
                return Ok((status, length));
            }
            length = length_of(header).unwrap_or(length);
        }
    }

    async fn chunks(&mut self) -> Outcome {
        loop {
            let size = usize::from_str_radix(self.next_line().await?, 16)?;
            self.take(size).await?;
            self.next_line().await?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    async fn next_line(&mut self) -> Outcome<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line).await? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(self.line.trim_end())
    }

    async fn take(&mut self, count: usize) -> Outcome {
        let start = self.body.len();
        self.body.resize(start + count, 0);
        self.stream.read_exact(&mut self.body[start..]).await?;
        Ok(())
    }
}

fn authorization(token: Option<&str>) -> String {
    token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default()
}

fn length_of(header: &str) -> Option<Length> {
    let (name, value) = header.split_once(':')?;
    match name.to_ascii_lowercase().as_str() {
        "content-length" => value.trim().parse().ok().map(Length::Bytes),
        "transfer-encoding" => value.contains("chunked").then_some(Length::Chunks),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers each request on one connection with the next of the given texts.
    async fn answering(answers: &'static [&'static str]) -> Connection {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            for answer in answers {
                let mut request = [0; 1024];
                let _ = stream.read(&mut request).await.unwrap();
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        Connection::open(address).await.unwrap()
    }

    #[tokio::test]
    async fn answers_of_either_length_are_read_on_one_connection() {
        let mut connection = answering(&[
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ncde\r\n1\r\nf\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
        ])
        .await;
        for body in ["ab", "cdef", ""] {
            connection.get("/", "*/*", Some("t")).await.unwrap();
            assert_eq!(connection.body, body.as_bytes());
        }
    }

    #[tokio::test]
    async fn a_refusal_is_an_error_that_tells() {
        let mut connection =
            answering(&["HTTP/1.1 429 Too Many Requests\r\ncontent-length: 7\r\n\r\nlimited"])
                .await;
        let why = connection.post("/statuses", "t", "{}").await.unwrap_err().to_string();
        assert_eq!(why, "/statuses: 429 limited");
    }
}
