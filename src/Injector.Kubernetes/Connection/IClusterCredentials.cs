using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace Injector.Kubernetes.Connection;

/// <summary>Gives the credential that holds now; asked for each request and each new connection.</summary>
internal interface IClusterCredentials
{
    /// <summary>The credential.</summary>
    /// <exception cref="ClusterConnectionException">There is none to be had; the message says why.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The API server did not take the credential (401). Answers whether asking again may give another one.</summary>
    bool Refused();
}

/// <summary>What we show the API server: a bearer token, a client certificate with its key, both or neither.</summary>
internal sealed record Credential(string? Token, X509Certificate2? Certificate)
{
    internal static Credential None { get; } = new(null, null);

    /// <summary>Secrets never get into a log by being printed.</summary>
    public override string ToString() => $"token: {(Token is null ? "no" : "yes")}, certificate: {Certificate?.Subject ?? "no"}";
}

/// <summary>A credential that was written down once.</summary>
internal sealed class FixedCredentials(Credential credential) : IClusterCredentials
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(credential);

    public bool Refused() => false;
}

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
