//! Where uploads lie: in the folder of the installation, or in a bucket of an S3 store. The key to a bucket is never in the
//! configuration itself, which is copied, printed and sent about; it lies in a file of its own, or in the environment.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use records::key_file::{self, KeyFileError};
use records::vault::{Blobs, S3};
use serde::Deserialize;
use zeroize::Zeroizing;

/// The environment variable with the key to the bucket.
const SECRET: &str = "GONGKAI_S3_SECRET";

/// The largest file of certificates.
const CERTIFICATE_LIMIT: u64 = 1 << 20;

/// The section `[blobs]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct BlobsConfig {
    store: Kind,
    /// `https://minio.example.gov.cn:9000`.
    endpoint: Option<String>,
    bucket: Option<String>,
    /// The host in `endpoint` begins with the bucket's name, as some public clouds want it.
    bucket_in_host: bool,
    region: Option<String>,
    key_id: Option<String>,
    /// A file beside the configuration that holds the key and nothing else; for its owner only.
    secret_file: Option<PathBuf>,
    /// Root certificates in PEM, for a store in one's own house.
    certificate: Option<PathBuf>,
    /// Where relative paths begin.
    #[serde(skip)]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Folder,
    S3,
}

impl BlobsConfig {
    /// Whether what is written fits together. The key is not asked for: commands that touch no upload need none.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let BlobsConfig { store, endpoint, bucket, bucket_in_host, region, key_id, secret_file, certificate, .. } =
            self;
        if *store == Kind::Folder {
            let written = [endpoint, bucket, region, key_id].into_iter().flatten().count();
            let files = [secret_file, certificate].into_iter().flatten().count();
            ensure!(
                written + files == 0 && !bucket_in_host,
                "blobs：附件放在数据目录里时不用写存储桶；要放在 S3 存储里，请写 store = \"s3\""
            );
            return Ok(());
        }
        for (name, value) in [("endpoint", endpoint), ("bucket", bucket), ("key_id", key_id)] {
            let Some(value) = value else { bail!("blobs.{name} 没有写，使用 S3 存储要写明") };
            let plain = value.chars().all(|c| c.is_ascii_graphic());
            ensure!(plain && !value.is_empty(), "blobs.{name} 应当是英文字母、数字和符号，不能有空格");
        }
        let endpoint = endpoint.as_deref().unwrap_or_default();
        let host = ["https://", "http://"].into_iter().find_map(|scheme| endpoint.strip_prefix(scheme));
        let host = host.map(|host| host.trim_end_matches('/'));
        ensure!(
            host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '@', '?', '#'])),
            "blobs.endpoint 应当是 https://主机:端口，不带路径、账号"
        );
        let name = bucket.as_deref().unwrap_or_default();
        ensure!(!name.contains('/'), "blobs.bucket 是存储桶的名称，不带路径");
        ensure!(
            !bucket_in_host || host.is_some_and(|host| host.starts_with(&format!("{name}."))),
            "blobs.bucket_in_host：endpoint 里的主机应当以存储桶的名称开头"
        );
        Ok(())
    }

    /// Relative paths begin in this folder.
    pub(super) fn beside(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
    }

    /// The bucket with its key; `None` where uploads lie in the folder of the installation.
    pub(crate) fn bucket(&self) -> anyhow::Result<Option<S3>> {
        self.bucket_with(std::env::var(SECRET).ok().filter(|secret| !secret.is_empty()))
    }

    fn bucket_with(&self, in_environment: Option<String>) -> anyhow::Result<Option<S3>> {
        if self.store == Kind::Folder {
            return Ok(None);
        }
        let secret = match (&self.secret_file, in_environment) {
            (Some(file), None) => self.secret(file)?,
            (None, Some(secret)) => secret.into(),
            (Some(_), Some(_)) => bail!("blobs.secret_file 和环境变量 {SECRET} 只能用一个"),
            (None, None) => {
                bail!("没有存储桶的访问密钥：请在 blobs.secret_file 里指明密钥文件，或者设环境变量 {SECRET}")
            }
        };
        let said = |value: &Option<String>| value.clone().unwrap_or_default();
        let certificate = match &self.certificate {
            None => None,
            Some(path) => {
                let text = crate::input::read_text(&self.folder.join(path), CERTIFICATE_LIMIT);
                Some(text.context("blobs.certificate")?.into_bytes())
            }
        };
        let s3 = S3 {
            endpoint: said(&self.endpoint),
            bucket: said(&self.bucket),
            bucket_in_host: self.bucket_in_host,
            region: self.region.clone().unwrap_or_else(|| "us-east-1".to_owned()),
            key_id: said(&self.key_id),
            secret,
            certificate,
        };
        Blobs::s3(&s3).context("blobs")?;
        Ok(Some(s3))
    }

    fn secret(&self, file: &Path) -> anyhow::Result<Zeroizing<String>> {
        let path = self.folder.join(file);
        let text = match key_file::read(&path) {
            Err(KeyFileError::Missing { path }) => bail!("blobs.secret_file：没有文件「{path}」"),
            other => other.context("blobs.secret_file")?,
        };
        let secret = text.trim();
        let plain = !secret.is_empty() && secret.chars().all(|c| c.is_ascii_graphic());
        ensure!(plain, "blobs.secret_file：文件「{}」里应当只有一行访问密钥", path.display());
        Ok(secret.to_owned().into())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const WHOLE: &str = "store = \"s3\"\nendpoint = \"https://s3.lan:9000\"\nbucket = \"gongkai\"\nkey_id = \"k\"\n";

    fn written(text: &str, folder: &Path) -> BlobsConfig {
        let mut config: BlobsConfig = toml::from_str(text).unwrap();
        config.beside(folder);
        config
    }

    #[test]
    fn without_a_word_uploads_lie_in_the_folder_of_the_installation() {
        let config = written("", Path::new(""));
        config.check().unwrap();
        assert!(config.bucket_with(Some("unused".to_owned())).unwrap().is_none());
    }

    #[test]
    fn each_mistake_has_one_sentence() {
        for (text, complaint) in [
            ("bucket = \"gongkai\"\n".to_owned(), "store = \"s3\""),
            ("store = \"s3\"\n".to_owned(), "blobs.endpoint 没有写"),
            (WHOLE.replace("bucket", "region"), "blobs.bucket 没有写"),
            (WHOLE.replace("key_id", "region"), "blobs.key_id 没有写"),
            (WHOLE.replace("https://", "ftp://"), "blobs.endpoint 应当是 https://主机:端口"),
            (WHOLE.replace(":9000", "/gongkai"), "blobs.endpoint 应当是"),
            (WHOLE.replace("s3.lan", "me:secret@s3.lan"), "blobs.endpoint 应当是"),
            (WHOLE.replace("\"gongkai\"", "\"a/b\""), "blobs.bucket 是存储桶的名称"),
            (WHOLE.replace("\"gongkai\"", "\"公开\""), "blobs.bucket 应当是英文字母"),
            (format!("{WHOLE}bucket_in_host = true\n"), "blobs.bucket_in_host"),
        ] {
            let refused = written(&text, Path::new("")).check().unwrap_err().to_string();
            assert!(refused.contains(complaint) && !refused.contains('\n'), "{text}: {refused}");
        }
        written(WHOLE, Path::new("")).check().unwrap();
    }

    #[test]
    fn the_key_comes_from_a_file_of_its_owner_or_from_the_environment() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("s3.secret");
        let named = written(&format!("{WHOLE}secret_file = \"s3.secret\"\n"), folder.path());
        let refused = |config: &BlobsConfig, environment: Option<&str>| {
            format!("{:#}", config.bucket_with(environment.map(str::to_owned)).unwrap_err())
        };
        assert!(refused(&named, None).contains("没有文件"));
        fs::write(&file, "hush\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(refused(&named, None).contains("权限过宽（644）"), "{}", refused(&named, None));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        let s3 = named.bucket_with(None).unwrap().unwrap();
        assert_eq!((s3.secret.as_str(), s3.region.as_str()), ("hush", "us-east-1"));
        assert!(!format!("{s3:?}{named:?}").contains("hush"));
        fs::write(&file, "two\nlines\n").unwrap();
        assert!(refused(&named, None).contains("应当只有一行"));

        let unnamed = written(WHOLE, folder.path());
        assert_eq!(unnamed.bucket_with(Some("hush".to_owned())).unwrap().unwrap().secret.as_str(), "hush");
        assert!(refused(&unnamed, None).contains("没有存储桶的访问密钥"));
        assert!(refused(&named, Some("hush")).contains("只能用一个"));
        let elsewhere = written(&format!("{WHOLE}certificate = \"ca.pem\"\n"), folder.path());
        assert!(refused(&elsewhere, Some("hush")).contains("没有这个文件"));
        fs::write(folder.path().join("ca.pem"), "nothing").unwrap();
        assert!(refused(&elsewhere, Some("hush")).contains("证书文件不合格式"));
    }
}
