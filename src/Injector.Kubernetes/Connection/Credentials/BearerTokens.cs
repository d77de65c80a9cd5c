using System.Net.Http.Headers;
using k8s.Authentication;

namespace Injector.Kubernetes.Connection.Credentials;

/// <summary>
/// Gives the library's <see cref="TokenCredentials"/> the token of our credentials. They stand for three providers of the library:
/// <c>TokenFileAuth</c>, which reads the clock of the machine, keeps a token that the API server has refused, and loses the token when the file is away
/// for a moment; <c>ExecTokenProvider</c>, which keeps a refused token too and takes no client certificate from a plugin; and
/// <c>KubernetesClientConfiguration.ExecuteExternalCommand</c>, which joins a plugin's arguments with spaces, asks for the kind <c>ExecCredentials</c> and
/// runs the plugin once more while the kubeconfig is loaded.
/// </summary>
internal sealed class BearerTokens(IClusterCredentials credentials) : ITokenProvider
{
    /// <summary>The header; <see langword="null"/> where a client certificate or nothing is shown instead.</summary>
    /// <exception cref="ClusterConnectionException">There is no credential to be had.</exception>
    public async Task<AuthenticationHeaderValue?> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        (await credentials.GetAsync(cancellationToken)).Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
}
