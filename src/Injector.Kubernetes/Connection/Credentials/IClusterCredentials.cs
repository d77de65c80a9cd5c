namespace Injector.Kubernetes.Connection.Credentials;

/// <summary>Gives the credential that holds now; asked for each request and each new connection.</summary>
internal interface IClusterCredentials
{
    /// <summary>The credential.</summary>
    /// <exception cref="ClusterConnectionException">There is none to be had; the message says why.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The API server did not take the credential (401). Answers whether asking again may give another one.</summary>
    bool Refused();
}
