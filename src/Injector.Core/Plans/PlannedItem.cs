namespace Injector.Core.Plans;

/// <summary>A volume mount or an environment variable that is added.</summary>
/// <param name="Key">Its unique key: the mount path or the variable's name.</param>
/// <param name="Json">Its JSON.</param>
public readonly record struct PlannedItem(string Key, ReadOnlyMemory<byte> Json);
