using Injector.Core.Plans;

namespace Injector.Core.Rendering;

/// <summary>A variable that application containers receive.</summary>
/// <param name="Item">Its name and its JSON, as an entry of <c>env</c>.</param>
/// <param name="Group">The group that is added completely or not at all; <see langword="null"/> when it is independent.</param>
internal sealed record PreparedVariable(PlannedItem Item, VariableGroup? Group)
{
    public string Name => Item.Key;

    /// <summary>
    /// The separator with which it is appended to the application's value; <see langword="null"/> when the application's own value stays as it is.
    /// </summary>
    public string? Separator { get; init; }

    /// <summary>Whether the profile is useless to a container without the variable.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value if it is a text; <see langword="null"/> when it has another source.</summary>
    public string? Value { get; init; }
}
