using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>A declared port of a container.</summary>
/// <param name="Number"><c>containerPort</c>.</param>
/// <param name="HostPort"><c>hostPort</c>; 0 when not used.</param>
/// <param name="Name"><c>name</c>; empty when not named.</param>
/// <param name="Protocol"><c>protocol</c>; empty means TCP.</param>
public readonly record struct PortView(int Number, int HostPort, Utf8Text Name, Utf8Text Protocol);
