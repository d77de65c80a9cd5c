namespace Injector.Testing.ControlPlane;

/// <summary>
/// The flags of the three servers. Only such that Kubernetes 1.20 to 1.36 and etcd 3.4 to 3.6 all know; the one exception
/// says so.
/// </summary>
internal static class ServerCommandLines
{
    private static readonly Version InsecurePortGone = new(1, 24);

    public static IReadOnlyList<string> Etcd(ControlPlaneFolder folder, ControlPlanePorts ports) =>
    [
        $"--data-dir={folder.EtcdData}",
        $"--listen-client-urls={ports.EtcdAddress.GetLeftPart(UriPartial.Authority)}",
        $"--advertise-client-urls={ports.EtcdAddress.GetLeftPart(UriPartial.Authority)}",
        // One member talks to no peer, so any port will do and nobody needs to know it.
        "--listen-peer-urls=http://127.0.0.1:0",
        "--unsafe-no-fsync",
    ];

    public static IReadOnlyList<string> ApiClient(ControlPlaneFolder folder, ControlPlanePorts ports, ControlPlaneOptions options) =>
    [
        $"--etcd-servers={ports.EtcdAddress.GetLeftPart(UriPartial.Authority)}",
        "--bind-address=127.0.0.1",
        $"--secure-port={ports.ApiClient}",
        // Named, or the server looks for a default route; and the endpoints of the service "kubernetes" may not be loopback.
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.0.0.0/24",
        $"--cert-dir={folder.Certificates}",
        $"--token-auth-file={folder.Tokens}",
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        $"--service-account-key-file={folder.ServiceAccountPublicKey}",
        $"--service-account-signing-key-file={folder.ServiceAccountKey}",
        // Off by default, and then no privileged container is ever accepted.
        "--allow-privileged=true",
        .. options.ControllerManager ? [] : new[] { "--disable-admission-plugins=ServiceAccount" },
        .. options.ApiServerFlags,
    ];

    public static IReadOnlyList<string> ControllerManager(ControlPlaneFolder folder, Version serverVersion) =>
    [
        $"--kubeconfig={folder.Kubeconfig}",
        $"--service-account-private-key-file={folder.ServiceAccountKey}",
        $"--root-ca-file={folder.ServingCertificate}",
        "--leader-elect=false",
        "--secure-port=0",
        // The default of 20 requests a second makes tests wait for nothing.
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        // Before 1.24 it also listens without TLS, on a fixed port, unless told not to; since then the flag is unknown.
        .. serverVersion < InsecurePortGone ? new[] { "--port=0" } : [],
    ];
}
