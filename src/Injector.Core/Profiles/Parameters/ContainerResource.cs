namespace Injector.Core.Profiles.Parameters;

/// <summary>One amount among the resources of a container.</summary>
/// <param name="Section"><c>requests</c> or <c>limits</c>.</param>
/// <param name="Name">Name of the resource, such as <c>cpu</c>.</param>
/// <param name="Quantity">The amount as written.</param>
public sealed record ContainerResource(string Section, string Name, string Quantity);
