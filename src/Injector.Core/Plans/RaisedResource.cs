namespace Injector.Core.Plans;

/// <summary>A pod-level resource (KEP-2837) that must grow with what is added.</summary>
/// <param name="Section"><c>requests</c> or <c>limits</c>.</param>
/// <param name="Resource">Name of the resource, such as <c>cpu</c>.</param>
/// <param name="Quantity">The new value.</param>
/// <param name="Before">The value that the pod's author wrote, as JSON; empty where there was none.</param>
public readonly record struct RaisedResource(string Section, string Resource, string Quantity, string Before);
