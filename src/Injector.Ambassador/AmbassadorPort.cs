namespace Injector.Ambassador;

/// <summary>A port that the ambassador listens on.</summary>
/// <param name="Name">Name among the ports of the profile; it has a dot, so that no port of a profile's author is called so.</param>
/// <param name="Preferred">The port to take when it is free.</param>
/// <param name="Range">Where to look for another; <see langword="null"/> when the user chose the port.</param>
internal readonly record struct AmbassadorPort(string Name, int Preferred, PortRange? Range);
