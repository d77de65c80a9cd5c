namespace Injector.Diagnostics.Facts;

/// <summary>What came of reading something from the cluster.</summary>
/// <param name="State">Whether there is a value.</param>
/// <param name="Known">The value; default when it is not known.</param>
internal readonly record struct Reading<T>(ReadingState State, T? Known)
{
    public static Reading<T> Absent { get; } = new(ReadingState.Absent, default);

    public static Reading<T> Unreadable { get; } = new(ReadingState.Unreadable, default);

    public bool IsAbsent => State == ReadingState.Absent;

    public bool IsKnown => State == ReadingState.Known;

    public static Reading<T> Of(T value) => new(ReadingState.Known, value);
}
