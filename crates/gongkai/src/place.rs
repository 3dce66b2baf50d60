//! Where an installation lies: its folder, its database, its keys. The same three options for every command on records.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use records::vault::{Blobs, Suite, Vault};
use records::{Options, Records};

use crate::config::BlobsConfig;

/// The folder, and what lies elsewhere.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Place {
    /// 数据目录：数据库、附件和密钥都放在这里，除非另行指定
    #[arg(long, value_name = "DIR", default_value = "gongkai-data")]
    data: PathBuf,
    /// 数据库，例如 postgres://…；不写就是数据目录里的 gongkai.db
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// 密钥目录；不写就是数据目录里的 keys。请不要与数据库一同备份
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

impl Place {
    /// An installation that lies in one folder.
    pub(crate) fn at(folder: &Path) -> Place {
        Place { data: folder.to_owned(), database: None, keys: None }
    }

    /// Opens the record of an installation that exists already.
    pub(crate) async fn open(&self) -> anyhow::Result<Records> {
        let url = self.url();
        if let Some(path) = url.strip_prefix("sqlite://")
            && !Path::new(path.split('?').next().unwrap_or_default()).is_file()
        {
            bail!("没有数据库「{path}」，请用 --data 或者 --database 指明");
        }
        Records::open(&url, Options::default()).await.with_context(|| "打不开数据库".to_owned())
    }

    /// Opens the record of an installation, which is made where there is none yet.
    pub(crate) async fn open_or_create(&self) -> anyhow::Result<Records> {
        std::fs::create_dir_all(&self.data).with_context(|| format!("建不了数据目录「{}」", self.data.display()))?;
        Records::open(&self.url(), Options::default()).await.with_context(|| "打不开数据库".to_owned())
    }

    /// Opens its vault for a command that touches no upload.
    pub(crate) async fn vault(&self, records: &Records) -> anyhow::Result<Vault> {
        Ok(Vault::open(records, &self.installation_key(), Blobs::none(), Suite::default()).await?)
    }

    /// Opens its vault with its uploads, where the configuration says that they lie.
    pub(crate) async fn vault_and_uploads(&self, records: &Records, config: &BlobsConfig) -> anyhow::Result<Vault> {
        let blobs = match config.bucket()? {
            Some(bucket) => Blobs::s3(&bucket)?,
            None => self.folder(records).await?,
        };
        blobs.answers().await?;
        Ok(Vault::open(records, &self.installation_key(), blobs, Suite::default()).await?)
    }

    /// The folder of uploads. Where the record speaks of some and there is none, they lie elsewhere: whoever went on would find
    /// all of them missing, and put the next ones where nobody looks.
    async fn folder(&self, records: &Records) -> anyhow::Result<Blobs> {
        let folder = self.data.join("blobs");
        if !folder.is_dir() && records::vault::blobs::are_recorded(records).await? {
            bail!("数据目录里没有附件（{}）：附件放在别处的，请用 --config 指明配置文件", folder.display());
        }
        Ok(Blobs::folder(&folder)?)
    }

    /// The file of the installation's key.
    pub(crate) fn installation_key(&self) -> PathBuf {
        self.keys().join("installation.key")
    }

    /// The file of the key that signs heads.
    pub(crate) fn sealing_key(&self) -> PathBuf {
        self.keys().join("sealing.key")
    }

    fn keys(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }

    fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite://{}", self.data.join("gongkai.db").display()))
    }
}
