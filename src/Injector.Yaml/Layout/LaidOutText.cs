using System.Text;

namespace Injector.Yaml.Layout;

/// <summary>A text with small insertions and omissions, and a mapping of its characters to those of the original.</summary>
/// <param name="original">The original.</param>
internal sealed class LaidOutText(string original)
{
    private readonly StringBuilder _text = new(original.Length + 64);
    private readonly List<(int Index, int Original)> _steps = [];
    private int _copied;

    /// <summary>Omitted anchors, by the original index of the nodes that they name.</summary>
    public Dictionary<int, string> Anchors { get; } = [];

    /// <summary>The true beginnings of block scalars' values, by the original index of the block.</summary>
    public Dictionary<int, string> Beginnings { get; } = [];

    /// <summary>Whether anything differs.</summary>
    public bool Differs => _steps.Count > 0;

    /// <summary>Inserts text before a character of the original.</summary>
    public void Insert(int before, string inserted)
    {
        if (inserted.Length > 0)
        {
            CopyTo(before);
            _text.Append(inserted);
            _steps.Add((_text.Length, before));
        }
    }

    /// <summary>Omits characters of the original.</summary>
    public void Omit(int start, int end)
    {
        if (end > start)
        {
            CopyTo(start);
            _copied = end;
            _steps.Add((_text.Length, end));
        }
    }

    /// <summary>The whole text.</summary>
    public string Finish()
    {
        CopyTo(original.Length);
        return _text.ToString();
    }

    /// <summary>The index in the original for a character; for an insertion, that of the character it precedes.</summary>
    public int OriginalIndex(int index)
    {
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].Index <= index ? (middle + 1, high) : (low, middle);
        }

        var passed = low == 0 ? index : _steps[low - 1].Original + index - _steps[low - 1].Index;
        return low < _steps.Count ? Math.Min(passed, _steps[low].Original) : passed;
    }

    private void CopyTo(int end)
    {
        _text.Append(original, _copied, end - _copied);
        _copied = end;
    }
}
