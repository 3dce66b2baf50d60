//! A bucket of a store that speaks S3: how it is reached, and how long it is waited for.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::{BackoffConfig, Certificate, ClientOptions, RetryConfig};
use thiserror::Error;
use zeroize::Zeroizing;

use super::Blobs;

/// Somebody waits for the page: what does not answer within this time, several tries included, is away.
const PATIENCE: Duration = Duration::from_secs(15);

/// A piece of an upload over a slow line, or a whole blob on its way out.
const ONE_REQUEST: Duration = Duration::from_mins(3);

/// A bucket, and the key to it.
#[derive(Clone)]
pub struct S3 {
    /// Scheme, host and port: `https://minio.example.gov.cn:9000`.
    pub endpoint: String,
    /// Its name.
    pub bucket: String,
    /// The bucket's name is part of the host, which `endpoint` already has.
    pub bucket_in_host: bool,
    /// Where it lies; stores of one's own mostly say `us-east-1`.
    pub region: String,
    /// The name of the key.
    pub key_id: String,
    /// The key.
    pub secret: Zeroizing<String>,
    /// Who vouches for the server, in PEM, where that is nobody whom the system knows. Nobody else is believed then.
    pub certificate: Option<Vec<u8>>,
}

/// What was said of a bucket cannot be used.
#[derive(Debug, Error)]
pub enum UnfitS3 {
    /// No certificates.
    #[error("证书文件不合格式，应当是 PEM 格式的根证书")]
    Certificate,
    /// Anything else.
    #[error("S3 存储的设置不能用，请核对 endpoint 和 region（{0}）")]
    Settings(String),
}

impl fmt::Debug for S3 {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let S3 { endpoint, bucket, region, key_id, .. } = self;
        let mut shown = f.debug_struct("S3");
        shown.field("endpoint", endpoint).field("bucket", bucket).field("region", region).field("key_id", key_id);
        shown.finish_non_exhaustive()
    }
}

impl Blobs {
    /// A bucket. Whether it is there and takes the key, [`Blobs::answers`] asks.
    pub fn s3(s3: &S3) -> Result<Blobs, UnfitS3> {
        // The first who asks decides for the process; whoever was earlier has one that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let unfit = |error: object_store::Error| UnfitS3::Settings(error.to_string());
        let retry = RetryConfig {
            backoff: BackoffConfig { max_backoff: Duration::from_secs(2), ..BackoffConfig::default() },
            max_retries: 4,
            retry_timeout: PATIENCE,
        };
        let store = AmazonS3Builder::new()
            .with_endpoint(s3.endpoint.trim_end_matches('/'))
            .with_bucket_name(&s3.bucket)
            .with_virtual_hosted_style_request(s3.bucket_in_host)
            .with_region(&s3.region)
            .with_access_key_id(&s3.key_id)
            .with_secret_access_key(s3.secret.as_str())
            .with_retry(retry)
            .with_client_options(client(s3)?)
            .build()
            .map_err(unfit)?;
        Ok(Blobs::store(Arc::new(store)))
    }
}

fn client(s3: &S3) -> Result<ClientOptions, UnfitS3> {
    let plain = s3.endpoint.starts_with("http://");
    let mut options = ClientOptions::new()
        .with_allow_http(plain)
        .with_connect_timeout(Duration::from_secs(5))
        .with_read_timeout(PATIENCE)
        .with_timeout(ONE_REQUEST);
    let own = s3.certificate.as_ref().map(|pem| Certificate::from_pem_bundle(pem)).transpose();
    let own = own.map_err(|_| UnfitS3::Certificate)?;
    // A machine without certificates of its own can still reach a store in its own house.
    if plain || own.is_some() {
        options = options.with_no_system_certificates(true);
    }
    match own {
        Some(own) if own.is_empty() => Err(UnfitS3::Certificate),
        Some(own) => Ok(own.into_iter().fold(options, ClientOptions::with_root_certificate)),
        None => Ok(options),
    }
}
