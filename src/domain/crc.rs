/// Bytes taken at a time.
const STEP: usize = 16;

/// What each byte does to the sum, at each distance from the end of a step. Made by the compiler it would be 16 KB of
/// noise in every program.
struct Tables([[u32; 256]; STEP]);

impl Tables {
    fn new() -> Self {
        let mut tables = [[0; 256]; STEP];
        for (sum, byte) in tables[0].iter_mut().zip(0_u32..) {
            *sum = (0..8).fold(byte, |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 });
        }
        for distance in 1..STEP {
            for byte in 0..256 {
                let nearer = tables[distance - 1][byte];
                tables[distance][byte] = (nearer >> 8) ^ tables[0][(nearer & 0xff) as usize];
            }
        }
        Self(tables)
    }
}

thread_local! {
    static TABLES: Box<Tables> = Box::new(Tables::new());
}

/// CRC-32 as ZIP and PNG have it.
pub fn crc32(bytes: &[u8]) -> u32 {
    TABLES.with(|tables| {
        let tables = &tables.0;
        let (steps, rest) = bytes.as_chunks::<STEP>();
        let sum = steps.iter().fold(!0_u32, |sum, step| {
            let sum = sum.to_le_bytes();
            let mut next = 0;
            for at in 0..STEP {
                let byte = if at < 4 { step[at] ^ sum[at] } else { step[at] };
                next ^= tables[STEP - 1 - at][usize::from(byte)];
            }
            next
        });
        !rest.iter().fold(sum, |sum, byte| (sum >> 8) ^ tables[0][usize::from(sum as u8 ^ byte)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_the_known_ones() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926, "the check value of the CRC catalogue");
        let bytes: Vec<u8> = (0..1000_u32).map(|n| ((n * n) >> 3) as u8).collect();
        for length in 0..bytes.len() {
            assert_eq!(crc32(&bytes[..length]), crc32fast::hash(&bytes[..length]), "{length}");
        }
    }
}
