namespace Injector.Core.Planning.Ports;

/// <summary>The holder of a port; its description is built only on demand.</summary>
/// <param name="Profile">The profile; <see langword="null"/> for a container of the pod.</param>
/// <param name="Port">The profile's name for the port; <see langword="null"/> when a container declares it as a constant.</param>
/// <param name="Container">The container; <see langword="null"/> for a port that the profile names.</param>
internal readonly record struct PortHolder(string? Profile, string? Port, string? Container)
{
    public override string ToString() => this switch
    {
        { Profile: null } => $"container {Container}",
        { Port: null } => $"container {Container} of profile {Profile}",
        _ => $"port {Port} of profile {Profile}",
    };
}
