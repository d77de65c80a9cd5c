using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection;

/// <summary>A token in a file that is renewed while we run.</summary>
internal sealed class TokenFileCredentials(FreshFile file, X509Certificate2? certificate) : IClusterCredentials
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        var token = file.Text().Trim();
        return token.Length == 0
            ? throw new ClusterConnectionException($"The token file '{file.Path}' is empty.")
            : new(new Credential(token, certificate));
    }

    public bool Refused()
    {
        var before = file.Text();
        file.ReadAgain();
        return !string.Equals(before, file.Text(), StringComparison.Ordinal);
    }
}
