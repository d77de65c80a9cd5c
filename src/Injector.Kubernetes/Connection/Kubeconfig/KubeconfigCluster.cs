namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>A cluster of a kubeconfig: its address and the trusted authorities.</summary>
internal sealed class KubeconfigCluster(KubeconfigEntry entry, KubeconfigRequest request)
{
    internal KubeconfigEntry Entry => entry;

    internal Uri Server()
    {
        var text = entry.Text("server") ?? throw entry.Wrong("server", "is missing");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            throw entry.Wrong("server", $"is '{text}', which is not an address; write https://host:port");
        }

        // `kubectl proxy` speaks plain HTTP on this machine; over a network it would expose the token.
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            throw entry.Wrong("server", $"is '{text}'; plain HTTP is for this machine only, write https://");
        }

        return entry.Text("proxy-url") is null
            ? address
            : throw entry.Wrong("proxy-url", "is not supported; connect without a proxy");
    }

    internal ServerTrust Trust()
    {
        var serverName = entry.Text("tls-server-name");
        if (entry.Flag("insecure-skip-tls-verify"))
        {
            return request.AllowsUnverifiedServer
                ? ServerTrust.InAnybody(serverName)
                : throw entry.Wrong(
                    "insecure-skip-tls-verify",
                    "is refused, because anybody on the way could read the credentials; name the authority in certificate-authority, or ask for it explicitly");
        }

        var hasData = entry.Text("certificate-authority-data") is not null;
        if (entry.Pem("certificate-authority") is not { } pem)
        {
            return ServerTrust.OfMachine(serverName);
        }

        if (!ServerTrust.IsPem(pem))
        {
            throw entry.Wrong(hasData ? "certificate-authority-data" : "certificate-authority", "holds no certificate in PEM");
        }

        return hasData
            ? ServerTrust.InPem(pem, serverName)
            : ServerTrust.InFile(new FreshFile(entry.FilePath("certificate-authority")!, request.Time), serverName);
    }
}
