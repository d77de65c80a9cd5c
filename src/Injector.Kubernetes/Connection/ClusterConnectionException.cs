using Injector.Grammar.Messages;

namespace Injector.Kubernetes.Connection;

/// <summary>How to reach the cluster is not known, for a reason that whoever started the program can fix; the message says how.</summary>
public sealed class ClusterConnectionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, which context, what is missing and what to do.</param>
    public ClusterConnectionException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which file, which context, what is missing and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ClusterConnectionException(DisplayText message, Exception innerException)
        : base(message, innerException)
    {
    }
}
