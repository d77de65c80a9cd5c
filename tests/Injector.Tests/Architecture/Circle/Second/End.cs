using Injector.Tests.Architecture.Circle.First;

namespace Injector.Tests.Architecture.Circle.Second;

/// <summary>The other half.</summary>
internal static class End
{
    public static int Back(int steps) => Beginning.Go(steps);
}
