namespace Injector.Profiles.Documents;

/// <summary>A named value of a mapping.</summary>
internal readonly record struct SourceMember(string Name, SourceNode Value);
