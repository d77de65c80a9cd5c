using System.Security.Cryptography.X509Certificates;
using Injector.Kubernetes.Connection;
using k8s;

namespace Injector.Kubernetes.Tests.Connection.Comparison;

/// <summary>What comes of a kubeconfig, in words that ours and the library's reading share; one that is refused has one entry, <c>refused</c>.</summary>
internal static class KubeconfigReading
{
    private const string Refused = "refused";

    /// <summary>What Injector reads.</summary>
    internal static async Task<SortedDictionary<string, string>> OfInjectorAsync(KubeconfigFolder folder, KubeconfigCase @case)
    {
        try
        {
            var connection = folder.Connect(@case.IsListed ? null : folder.MainFile, @case.Context, @case.AllowsUnverifiedServer);
            var credential = await connection.Credentials.GetAsync(CancellationToken.None);
            return Facts(
                connection.Server.AbsoluteUri,
                connection.Namespace,
                connection.Trust.ChainPolicy()?.CustomTrustStore,
                connection.Trust.ServerName,
                connection.Trust.TakesAny,
                credential.Token is { } token ? $"Bearer {token}" : null,
                credential.Certificate);
        }
        catch (ClusterConnectionException)
        {
            return new(StringComparer.Ordinal) { [Refused] = "yes" };
        }
    }

    /// <summary>What the full library reads. A refusal is any exception: its kinds differ from field to field.</summary>
    internal static async Task<SortedDictionary<string, string>> OfLibraryAsync(KubeconfigFolder folder, KubeconfigCase @case)
    {
        try
        {
            var configuration = @case.IsListed
                ? ListedInTheEnvironment(folder)
                : KubernetesClientConfiguration.BuildConfigFromConfigFile(folder.MainFile, @case.Context);
            using var request = new HttpRequestMessage();
            if (k8s.Kubernetes.CreateCredentials(configuration) is { } credentials)
            {
                await credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
            }

            return Facts(
                new Uri(configuration.Host).AbsoluteUri,
                configuration.Namespace,
                configuration.SslCaCerts,
                configuration.TlsServerName,
                configuration.SkipTlsVerify,
                request.Headers.Authorization?.ToString(),
                ClientCertificate(configuration));
        }
        catch (Exception exception) when (exception is not NullReferenceException)
        {
            return new(StringComparer.Ordinal) { [Refused] = "yes" };
        }
    }

    /// <summary>What a client would show: the library reads and checks the pair only when it makes one.</summary>
    private static X509Certificate2? ClientCertificate(KubernetesClientConfiguration configuration)
    {
        SocketsHttpHandler? used = null;
        configuration.FirstMessageHandlerSetup = handler => used = handler;
        using var client = new k8s.Kubernetes(configuration);
        return used?.SslOptions.ClientCertificates?.OfType<X509Certificate2>().Select(static shown => new X509Certificate2(shown)).FirstOrDefault();
    }

    /// <summary>The library reads a list of files from the environment alone.</summary>
    private static KubernetesClientConfiguration ListedInTheEnvironment(KubeconfigFolder folder)
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", folder.Variables["KUBECONFIG"]);
        try
        {
            return KubernetesClientConfiguration.BuildDefaultConfig();
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", null);
        }
    }

    private static SortedDictionary<string, string> Facts(
        string server, string? @namespace, X509Certificate2Collection? authorities, string? serverName, bool takesAny, string? authorization,
        X509Certificate2? certificate)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["server"] = server,
            ["namespace"] = @namespace ?? "",
            ["authorities"] = string.Join(", ", (authorities ?? []).Select(authority => authority.Subject)),
            ["server name"] = serverName ?? "",
            ["verifies"] = takesAny ? "no" : "yes",
            ["authorization"] = authorization ?? "",
            ["client certificate"] = certificate is null ? "" : $"{certificate.Subject}, {(certificate.HasPrivateKey ? "with key" : "without key")}",
        };
        return facts;
    }
}
