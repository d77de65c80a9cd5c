namespace Injector.Kubernetes.Connection.Credentials;

/// <summary>A credential that was written down once.</summary>
internal sealed class FixedCredentials(Credential credential) : IClusterCredentials
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(credential);

    public bool Refused() => false;
}
