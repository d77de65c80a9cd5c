namespace Injector.Ambassador.Options;

/// <summary>An option that upstreams and inbound routes take.</summary>
/// <param name="Name">Name as it is written.</param>
/// <param name="Use">Where it means something.</param>
/// <param name="Rule">What a value must be, to follow a wrong one in a sentence.</param>
/// <param name="Set">Sets the value; <see langword="null"/> for a value that breaks the rule.</param>
/// <param name="IsSet">Whether the option is said.</param>
internal sealed record TrafficOption(
    string Name,
    OptionUse Use,
    string Rule,
    Func<TrafficOptions, string, TrafficOptions?> Set,
    Func<TrafficOptions, bool> IsSet);
