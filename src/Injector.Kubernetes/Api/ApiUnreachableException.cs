namespace Injector.Kubernetes.Api;

/// <summary>No answer came from the API server: not found, no connection, a certificate that is not trusted, no credentials, or too late.</summary>
public sealed class ApiUnreachableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which server, by which connection, and what happened.</param>
    /// <param name="innerException">The cause.</param>
    public ApiUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
