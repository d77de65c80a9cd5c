namespace Injector.Core.Rendering;

/// <summary>A request or a limit of a container.</summary>
/// <param name="Section"><c>requests</c> or <c>limits</c>.</param>
/// <param name="Name">Name of the resource.</param>
/// <param name="Quantity">Its quantity.</param>
internal readonly record struct PreparedResource(string Section, string Name, decimal Quantity);
