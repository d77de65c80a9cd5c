namespace Injector.Core.Profiles.Templates;

/// <summary>A member of a template object.</summary>
/// <param name="Name">The constant name.</param>
/// <param name="Value">The value.</param>
public sealed record TemplateMember(string Name, TemplateNode Value);
