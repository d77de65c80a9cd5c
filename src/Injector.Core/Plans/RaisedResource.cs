namespace Injector.Core.Plans;

/// <summary>A pod-level resource (KEP-2837) that is raised to make room for what is added.</summary>
/// <param name="Section"><c>requests</c> or <c>limits</c>.</param>
/// <param name="Resource">Name of the resource, such as <c>cpu</c>.</param>
/// <param name="Quantity">The new value.</param>
/// <param name="Before">The author's value as JSON; empty when there was none.</param>
public readonly record struct RaisedResource(string Section, string Resource, string Quantity, string Before);
