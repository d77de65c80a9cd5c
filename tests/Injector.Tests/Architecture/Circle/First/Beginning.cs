using Injector.Tests.Architecture.Circle.Second;

namespace Injector.Tests.Architecture.Circle.First;

/// <summary>One half of a circle, for the test that finds it: the reference is in the body of a method alone.</summary>
internal static class Beginning
{
    public static int Go(int steps) => steps == 0 ? 0 : End.Back(steps - 1);
}
