using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection.Credentials;

/// <summary>What we show the API server: a bearer token, a client certificate with its key, both or neither.</summary>
internal sealed record Credential(string? Token, X509Certificate2? Certificate)
{
    internal static Credential None { get; } = new(null, null);

    /// <summary>Secrets never get into a log by being printed.</summary>
    public override string ToString() => $"token: {(Token is null ? "no" : "yes")}, certificate: {Certificate?.Subject ?? "no"}";
}
