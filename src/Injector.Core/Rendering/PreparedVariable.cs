using Injector.Core.Plans;

namespace Injector.Core.Rendering;

/// <summary>A variable that application containers receive.</summary>
/// <param name="Item">Its name and its JSON, as a container holds it.</param>
/// <param name="Group">The group that it is added with, or not at all; <see langword="null"/> when it stands for itself.</param>
internal sealed record PreparedVariable(PlannedItem Item, VariableGroup? Group)
{
    public string Name => Item.Key;

    /// <summary>What stands between the application's value and this one, which is appended to it; <see langword="null"/> when the application's own value stays as it is.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether the profile is of no use to a container that does not get the variable.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value where it is a text; <see langword="null"/> when it comes from elsewhere.</summary>
    public string? Value { get; init; }
}
