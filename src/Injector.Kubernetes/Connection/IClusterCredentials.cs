using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace Injector.Kubernetes.Connection;

/// <summary>Provides the current credential; called for each request and each new connection.</summary>
internal interface IClusterCredentials
{
    /// <summary>The credential.</summary>
    /// <exception cref="ClusterConnectionException">No credential can be obtained; the message says why.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>Notes that the API server refused the credential (401). Returns whether obtaining it again may yield another one.</summary>
    bool Refused();
}

/// <summary>What identifies us to the API server: a bearer token, a client certificate with its key, both or neither.</summary>
internal sealed record Credential(string? Token, X509Certificate2? Certificate)
{
    internal static Credential None { get; } = new(null, null);

    /// <summary>Keeps secrets out of logs.</summary>
    public override string ToString() => $"token: {(Token is null ? "no" : "yes")}, certificate: {Certificate?.Subject ?? "no"}";
}

/// <summary>A credential that never changes.</summary>
internal sealed class FixedCredentials(Credential credential) : IClusterCredentials
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(credential);

    public bool Refused() => false;
}

/// <summary>
/// Passes the token of our credentials to the library's <see cref="TokenCredentials"/>. <see cref="TokenFileCredentials"/> replaces the library's
/// <c>TokenFileAuth</c>, which reads the machine's clock, keeps a token that the API server has refused, and fails while the file is missing, as it is for a
/// moment when the kubelet swaps it. <see cref="ExecCredentials"/> replaces <c>ExecTokenProvider</c>, which also keeps a refused token and ignores a renewed
/// client certificate from a plugin.
/// </summary>
internal sealed class BearerTokens(IClusterCredentials credentials) : ITokenProvider
{
    /// <summary>The header; <see langword="null"/> when a client certificate or nothing is used instead.</summary>
    /// <exception cref="ClusterConnectionException">No credential can be obtained.</exception>
    public async Task<AuthenticationHeaderValue?> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
        (await credentials.GetAsync(cancellationToken)).Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
}
