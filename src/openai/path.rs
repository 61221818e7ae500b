//! Paths of requests.

/// A path of constant words and ids: every second piece is an id and is percent-encoded.
pub fn path(pieces: &[&str]) -> String {
    let mut path = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        path.push('/');
        if index % 2 == 0 { path.push_str(piece) } else { encode(piece, &mut path) }
    }
    path
}

/// Everything but letters, digits, `-`, `_`, `~` and `.` is encoded. An id of dots alone would climb
/// in the path even when it is encoded once, so its percent signs are encoded too.
fn encode(id: &str, into: &mut String) {
    if matches!(id, "." | "..") {
        return into.push_str(&id.replace('.', "%252E"));
    }
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~.".contains(&byte) {
            into.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
