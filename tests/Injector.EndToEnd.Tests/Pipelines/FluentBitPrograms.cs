namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>One Fluent Bit after the other: two cores do not carry more with their deadlines.</summary>
[CollectionDefinition(Name)]
public sealed class FluentBitPrograms
{
    public const string Name = "Fluent Bit";
}
