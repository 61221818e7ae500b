//! `/uploads`: a large file in parts.

use super::account::Account;
use super::content::Content;
use super::fields::Fields;
use super::files::{HOUR, MONTH, NewFile, check_for_purpose, part, uploadable};
use super::incoming::IncomingBody;
use super::refusal::Refusal;
use super::router::Reply;
use crate::openai::file::File;
use crate::openai::id::PartId;
use crate::openai::purpose::Purpose;
use crate::openai::upload::{Upload, UploadPart, UploadStatus};

/// An upload and the parts that have arrived.
pub struct Sending {
    object: Upload,
    parts: Vec<(PartId, u64, Vec<u8>)>,
    /// Seconds the file is to live.
    expires_after: Option<u64>,
}

/// 8 GB in all.
const MOST_BYTES: u64 = 8 * 1024 * 1024 * 1024;
/// 64 MB a part.
const MOST_PART: u64 = 64 * 1024 * 1024;

impl Account {
    pub(super) fn create_upload(&mut self, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, &["filename", "purpose", "bytes", "mime_type", "expires_after"])?;
        let filename = fields.required_text("filename")?.to_owned();
        let purpose = uploadable(fields.required_text("purpose")?)?;
        let bytes = fields.required_integer("bytes", 1, MOST_BYTES)?;
        fields.required_text("mime_type")?;
        let expires_after = expires_after(&fields, "expires_after")?;
        check_for_purpose(&purpose, &filename, bytes)?;
        let id: std::sync::Arc<str> = self.chance.id("upload_").into();
        let object = Upload {
            id: id.clone().into(),
            bytes: Some(bytes),
            created_at: Some(self.now),
            expires_at: Some(self.now + HOUR),
            filename: Some(filename),
            purpose: Some(purpose),
            status: Some(UploadStatus::Pending),
            file: None,
        };
        let reply = Reply::of(&object);
        self.uploads.push(id, Sending { object, parts: Vec::new(), expires_after });
        reply
    }

    pub(super) fn add_part(&mut self, id: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let IncomingBody::Form { file, .. } = body else {
            return Err(Refusal::invalid("We could not parse the form of your request.").with_status(415));
        };
        let data = part(file, "data")?;
        if data.size > MOST_PART {
            return Err(Refusal::invalid("Part is too large. The maximum is 64 MB.").param("data"));
        }
        let part_id = PartId::from(self.chance.id("part_"));
        let now = self.now;
        let sending = self.pending(id)?;
        let sent: u64 = sending.parts.iter().map(|(_, size, _)| size).sum();
        if sent + data.size > MOST_BYTES {
            return Err(Refusal::invalid("Upload is too large. The maximum is 8 GB."));
        }
        sending.parts.push((part_id.clone(), data.size, data.bytes.clone()));
        Reply::of(&UploadPart { id: part_id, created_at: Some(now), upload_id: Some(sending.object.id.clone()) })
    }

    pub(super) fn complete_upload(&mut self, id: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, &["part_ids", "md5"])?;
        let part_ids = fields.texts("part_ids", 1, usize::MAX)?.ok_or_else(|| Refusal::missing("part_ids"))?;
        fields.text("md5")?;
        let sending = self.pending(id)?;
        let (mut size, mut bytes, mut whole) = (0, Vec::new(), true);
        for (index, part_id) in part_ids.iter().enumerate() {
            let known = sending.parts.iter().find(|(id, ..)| id.as_str() == part_id);
            let Some((_, part_size, part_bytes)) = known.filter(|_| !part_ids[..index].contains(part_id)) else {
                return Err(Refusal::invalid(format!("Invalid part '{part_id}'.")).param("part_ids"));
            };
            size += part_size;
            // Of parts of which only the head was kept, nothing that follows is the content any more.
            if whole {
                bytes.extend_from_slice(part_bytes);
                whole = part_bytes.len() as u64 == *part_size;
            }
        }
        let promised = sending.object.bytes.unwrap_or_default();
        if size != promised {
            return Err(Refusal::invalid(format!(
                "Expected {promised} bytes in total, but the parts sum up to {size} bytes."
            ))
            .param("part_ids"));
        }
        sending.object.status = Some(UploadStatus::Completed);
        sending.parts.clear();
        let new = NewFile {
            filename: sending.object.filename.clone().unwrap_or_default(),
            bytes: size,
            purpose: sending.object.purpose.clone().unwrap_or(Purpose::UserData),
            expires_after: sending.expires_after,
            content: Content::Held(bytes),
        };
        let file_id = self.add_file(new);
        let file: Option<File> = self.files.get(file_id.as_str()).map(|kept| kept.file.clone());
        let sending = self.sending(id)?;
        sending.object.file = file;
        Reply::of(&sending.object)
    }

    pub(super) fn cancel_upload(&mut self, id: &str) -> Result<Reply, Refusal> {
        let sending = self.pending(id)?;
        sending.object.status = Some(UploadStatus::Cancelled);
        sending.parts.clear();
        Reply::of(&sending.object)
    }

    fn sending(&mut self, id: &str) -> Result<&mut Sending, Refusal> {
        self.uploads.get_mut(id).ok_or_else(|| Refusal::not_found(format!("No such Upload object: {id}")).param("id"))
    }

    /// An upload that still takes parts.
    fn pending(&mut self, id: &str) -> Result<&mut Sending, Refusal> {
        let now = self.now;
        let sending = self.sending(id)?;
        let upload = &mut sending.object;
        if upload.status == Some(UploadStatus::Pending) && upload.expires_at <= Some(now) {
            upload.status = Some(UploadStatus::Expired);
            sending.parts.clear();
        }
        match &sending.object.status {
            Some(UploadStatus::Pending) => Ok(sending),
            status => {
                let status = status.as_ref().map(UploadStatus::as_str).unwrap_or_default();
                Err(Refusal::invalid(format!("Upload '{id}' has status '{status}'.")))
            }
        }
    }
}

/// `{anchor: created_at, seconds}`: how many seconds a file is to live.
pub fn expires_after(fields: &Fields, name: &str) -> Result<Option<u64>, Refusal> {
    let Some(nested) = fields.object(name, &["anchor", "seconds"])? else { return Ok(None) };
    nested.required_choice("anchor", &["created_at"])?;
    nested.required_integer("seconds", HOUR, MONTH).map(Some)
}
