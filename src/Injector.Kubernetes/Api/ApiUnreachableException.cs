namespace Injector.Kubernetes.Api;

/// <summary>The API server did not answer: unknown host, no connection, an untrusted certificate, no credentials, or a timeout.</summary>
public sealed class ApiUnreachableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The server, the connection, and what happened.</param>
    /// <param name="innerException">The cause.</param>
    public ApiUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
