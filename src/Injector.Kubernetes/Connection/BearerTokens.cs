using System.Net.Http.Headers;
using k8s.Authentication;

namespace Injector.Kubernetes.Connection;

/// <summary>
/// Gives the library's <see cref="TokenCredentials"/> the token of our credentials. <see cref="TokenFileCredentials"/> stands for the library's
/// <c>TokenFileAuth</c>, which reads the clock of the machine, keeps a token that the API server has refused, and fails while the file is missing, as it is
/// for a moment when the kubelet swaps it. <see cref="ExecCredentials"/> stands for <c>ExecTokenProvider</c>, which keeps a refused token too and takes no
/// renewed client certificate from a plugin.
/// </summary>
internal sealed class BearerTokens(IClusterCredentials credentials) : ITokenProvider
{
    /// <summary>The header; <see langword="null"/> where a client certificate or nothing is shown instead.</summary>
    /// <exception cref="ClusterConnectionException">There is no credential to be had.</exception>
    public async Task<AuthenticationHeaderValue?> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        (await credentials.GetAsync(cancellationToken)).Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
}
