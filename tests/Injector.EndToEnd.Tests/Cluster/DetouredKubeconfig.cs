using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Cluster;

/// <summary>A control plane's kubeconfig that names another port of this machine, where something leads on to the API server.</summary>
internal sealed class DetouredKubeconfig : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-kubeconfig-");

    internal DetouredKubeconfig(LocalControlPlane controlPlane, int port)
    {
        var text = File.ReadAllText(controlPlane.KubeconfigPath);
        File.WriteAllText(Path, text.Replace($":{controlPlane.Address.Port}", $":{port}", StringComparison.Ordinal));
    }

    internal string Path => System.IO.Path.Combine(_folder.FullName, "config");

    public void Dispose() => _folder.Delete(recursive: true);
}
