namespace Injector.Yaml.Nodes;

/// <summary>Something that is wrong with a text, or that its reader does not take.</summary>
/// <param name="Location">Where it stands; its line and column are always within the text.</param>
/// <param name="Message">What is wrong and, where it can be known, what to write instead.</param>
public sealed record DocumentProblem(FieldLocation Location, string Message);
