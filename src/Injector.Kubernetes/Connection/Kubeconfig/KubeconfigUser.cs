using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>A user of a kubeconfig: client certificate, token, token file or plugin.</summary>
internal static class KubeconfigUser
{
    private static readonly string[] NotSupported = ["username", "password", "auth-provider", "as", "as-uid", "as-groups", "as-user-extra"];

    internal static IClusterCredentials Read(KubeconfigEntry? user, KubeconfigCluster cluster, KubeconfigRequest request)
    {
        if (user is null)
        {
            return new FixedCredentials(Credential.None);
        }

        foreach (var name in NotSupported.Where(name => user.Fields[name] is not null))
        {
            throw user.Wrong(name, "is not supported; write a token, tokenFile, client-certificate or exec");
        }

        var certificate = Certificate(user);
        if (user.Child("exec") is { } exec)
        {
            return ExecCredentials.Of(KubeconfigPlugin.Read(exec, cluster, request), certificate, request.Time);
        }

        // As in kubectl: the file is the one that is renewed, so it takes precedence over a token.
        return user.FilePath("tokenFile") is { } path
            ? new TokenFileCredentials(OpenToken(user, path, request.Time), certificate)
            : new FixedCredentials(new Credential(user.Text("token"), certificate));
    }

    private static X509Certificate2? Certificate(KubeconfigEntry user)
    {
        var (certificate, key) = (user.Pem("client-certificate"), user.Pem("client-key"));
        switch (certificate, key)
        {
            case (null, null):
                return null;
            case (null, _):
                throw user.Wrong("client-certificate", "is missing beside client-key");
            case (_, null):
                throw user.Wrong("client-key", "is missing beside client-certificate");
            default:
                return Pair(user, certificate, key);
        }
    }

    private static X509Certificate2 Pair(KubeconfigEntry user, string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw user.Wrong("client-certificate", $"and client-key are not a pair: {exception.Message.TrimEnd('.')}");
        }
    }

    private static FreshFile OpenToken(KubeconfigEntry user, string path, TimeProvider time)
    {
        try
        {
            return new FreshFile(path, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw user.Wrong("tokenFile", $"names the file '{path}', which cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }
}
