//! A server that speaks S3, of a test's own: its objects lie in a folder, and it can be away for a while.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::vault::S3;

const BUCKET: &str = "gongkai";
const KEY_ID: &str = "lanjiang";
const SECRET: &str = "not-so-secret/+=";

/// The server with one bucket.
#[derive(Debug)]
pub struct Server {
    root: TempDir,
    address: SocketAddr,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    /// On a free port, with an empty bucket.
    pub fn start() -> Server {
        let root = tempfile::tempdir().expect("a folder can be made");
        std::fs::create_dir(root.path().join(BUCKET)).expect("a folder can be made");
        let (address, running) = Running::at(root.path(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        Server { root, address, running: Some(running) }
    }

    /// Nobody answers any more, and what is under way is broken off.
    pub fn goes_away(&mut self) {
        let Some(Running { stop, thread }) = self.running.take() else { return };
        let _ = stop.send(()); // it may have ended
        thread.join().expect("the server ends");
    }

    /// It answers again, at the same address and with the same objects.
    pub fn is_back(&mut self) {
        let (_, running) = Running::at(self.root.path(), self.address);
        self.running = Some(running);
    }

    /// How it is reached.
    pub fn s3(&self) -> S3 {
        S3 {
            endpoint: format!("http://{}", self.address),
            bucket: BUCKET.to_owned(),
            bucket_in_host: false,
            region: "us-east-1".to_owned(),
            key_id: KEY_ID.to_owned(),
            secret: SECRET.to_owned().into(),
            certificate: None,
        }
    }

    /// The folder of the bucket.
    pub fn bucket(&self) -> PathBuf {
        self.root.path().join(BUCKET)
    }

    /// What else lies about: parts of uploads that were neither completed nor aborted.
    pub fn leftovers(&self) -> Vec<PathBuf> {
        let beside = std::fs::read_dir(self.root.path()).expect("the folder is there");
        let names = beside.map(|entry| entry.expect("the folder can be read").path());
        names.filter(|path| path.to_string_lossy().contains(".part-")).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.goes_away();
    }
}

impl Running {
    fn at(root: &Path, address: SocketAddr) -> (SocketAddr, Running) {
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).expect("the folder is there"));
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = service.build();
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
            let runtime = runtime.expect("a runtime starts");
            runtime.block_on(async {
                let door = TcpListener::bind(address).await.expect("the port is free");
                tell.send(door.local_addr().expect("it is bound")).expect("the test waits for it");
                tokio::select! {
                    () = serve(door, service) => {}
                    _ = stopped => {}
                }
            });
            runtime.shutdown_background(); // connections break off
        });
        (told.recv().expect("the server starts"), Running { stop, thread })
    }
}

async fn serve(door: TcpListener, service: S3Service) {
    loop {
        let Ok((socket, _)) = door.accept().await else { continue };
        let service = service.clone();
        tokio::spawn(async move {
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
        });
    }
}
