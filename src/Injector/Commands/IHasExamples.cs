namespace Injector.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>The examples, most common first.</summary>
    IReadOnlyList<CommandExample> Examples { get; }
}
