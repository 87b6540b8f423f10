//! The archive plan as a byte source: the one place where `assets` and `partner` meet.

use vitrine_assets::archive::PlanReader;
use vitrine_partner::ByteSource;

pub struct Archive(pub PlanReader);

impl ByteSource for Archive {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> std::io::Result<()> {
        let read = self.0.read_at(offset, into).map_err(std::io::Error::other)?;
        if read < into.len() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}
