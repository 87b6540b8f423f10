//! Names that Windows derives from an identity.

use sha2::{Digest, Sha256};

/// Crockford's digits: no `i`, `l`, `o`, `u`.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The publisher id: the first 64 bits of the SHA-256 of the publisher in UTF-16LE and one zero bit, five bits a digit. The
/// publisher counts exactly as written, spacing and order included.
pub fn publisher_id(publisher: &str) -> String {
    let wide: Vec<u8> = publisher.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hash = Sha256::digest(&wide);
    let bits = hash[..8].iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte)) << 1;
    (0..13).rev().map(|at| char::from(DIGITS[(bits >> (at * 5)) as usize & 31])).collect()
}

/// The package family name, `<name>_<publisher id>`.
pub fn family_name(name: &str, publisher: &str) -> String {
    format!("{name}_{}", publisher_id(publisher))
}

#[cfg(test)]
mod tests {
    use super::{family_name, publisher_id};

    /// Pairs that anybody can look up on a Windows machine: `Get-AppxPackage | select Publisher, PublisherId`.
    #[test]
    fn known_publishers() {
        let corporation = "CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(publisher_id(corporation), "8wekyb3d8bbwe");
        let windows = "CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(publisher_id(windows), "cw5n1h2txyewy");
        assert_eq!(
            family_name("Microsoft.WindowsCalculator", corporation),
            "Microsoft.WindowsCalculator_8wekyb3d8bbwe"
        );
        // One blank less is another publisher.
        assert_ne!(publisher_id(&corporation.replace(", ", ",")), "8wekyb3d8bbwe");
    }
}
