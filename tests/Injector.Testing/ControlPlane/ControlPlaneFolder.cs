namespace Injector.Testing.ControlPlane;

/// <summary>The temporary folder of one control plane: data, keys and logs lie here and vanish with it.</summary>
internal sealed class ControlPlaneFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("injector-control-plane-");

    public string EtcdData => PathOf("etcd");

    public string Certificates => PathOf("certificates");

    // Written by kube-apiserver: the leaf first, then the authority that signed it.
    public string ServingCertificate => Path.Combine(Certificates, "apiserver.crt");

    public string Tokens => PathOf("tokens.csv");

    public string ServiceAccountKey => PathOf("service-account.key");

    public string ServiceAccountPublicKey => PathOf("service-account.pub");

    public string Kubeconfig => PathOf("kubeconfig");

    public string KubectlCache => PathOf("kubectl-cache");

    public string PathOf(string name) => Path.Combine(_root.FullName, name);

    public void Dispose() => _root.Delete(recursive: true);
}
