using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>A warning for users of the profile.</summary>
/// <param name="Text">The text; a template for text.</param>
/// <param name="When">When given, the warning is given only if this holds.</param>
public sealed record ProfileWarning(TemplateNode Text, Condition? When);
