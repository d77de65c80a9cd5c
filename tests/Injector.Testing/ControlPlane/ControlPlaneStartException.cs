namespace Injector.Testing.ControlPlane;

/// <summary>A server of the control plane did not come up; the message holds the end of its log.</summary>
public sealed class ControlPlaneStartException : Exception
{
    internal ControlPlaneStartException(ServerProcess server, string what)
        : base($"{server.Name} {what}. The end of its log:\n{server.LogTail()}") =>
        PortWasTaken = server.LogTail().Contains("address already in use", StringComparison.Ordinal);

    /// <summary>Whether another process took the port first: worth another try with another port.</summary>
    internal bool PortWasTaken { get; }
}
