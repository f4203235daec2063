import ConsoleTUI
import Foundation

/// How an eye sees colours: as most do, or without one of the three kinds of cones.
///
/// Simulated as in Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
/// severity 1.0, on linear sRGB.
public enum Sight: CaseIterable, Sendable {
    case usual, protanopia, deuteranopia, tritanopia

    private var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// How different two colours look: the distance in CIELAB (CIE 1976). About 2.3 can just be told apart side by side.
    public func difference(_ a: RGB, _ b: RGB) -> Double {
        zip(lab(a), lab(b)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    /// L*, a* and b*, for the white of sRGB.
    private func lab(_ colour: RGB) -> [Double] {
        let linear = [colour.red, colour.green, colour.blue].map { channel in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let seen = times(matrix, linear).map { min(1, max(0, $0)) }
        let xyz = times(
            [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]], seen)
        let f = zip(xyz, [0.95047, 1, 1.08883]).map { value, white in
            let share = value / white
            return share > 216.0 / 24389 ? pow(share, 1.0 / 3) : (24389.0 / 27 * share + 16) / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
    }
}
