using Injector.Grammar.Messages;

namespace Injector.Kubernetes.Connection;

/// <summary>The cluster cannot be connected to because of a mistake that the user can fix; the message says how.</summary>
public sealed class ClusterConnectionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The file, the context, what is missing and what to do.</param>
    public ClusterConnectionException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The file, the context, what is missing and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ClusterConnectionException(DisplayText message, Exception innerException)
        : base(message, innerException)
    {
    }
}
