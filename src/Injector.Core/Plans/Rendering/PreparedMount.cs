using System.Text.Json.Nodes;

namespace Injector.Core.Plans.Rendering;

/// <summary>A volume mount that application containers receive.</summary>
/// <param name="LocalVolume">Name of the volume in the profile.</param>
/// <param name="Path">Path without a trailing slash.</param>
/// <param name="ReadOnly">Whether the application may only read.</param>
/// <param name="Mount">The mount as the profile has it; never changed, cloned for use.</param>
internal sealed record PreparedMount(string LocalVolume, string Path, bool ReadOnly, JsonObject Mount);
