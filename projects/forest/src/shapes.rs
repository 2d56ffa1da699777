//! Enums and traits.

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Circle(f64),
    Square(f64),
    Rect(f64, f64),
}

pub trait Area {
    fn area_of(&self) -> f64;
}

impl Area for Shape {
    fn area_of(&self) -> f64 {
        self.area()
    }
}

impl Shape {
    pub fn area(&self) -> f64 {
        match self {
            Shape::Circle(r) => std::f64::consts::PI * r * r,
            Shape::Square(a) => a * a,
            Shape::Rect(a, b) => a * b,
        }
    }

    pub fn checked_area(&self) -> f64 {
        match self.try_area() {
            Ok(area) => area,
            Err(why) => panic!("{why}"),
        }
    }

    pub fn try_area(&self) -> Result<f64, &'static str> {
        match self {
            Shape::Square(a) if *a < 0.0 => Err("negative side"),
            _ => Ok(self.area()),
        }
    }
}

pub fn largest(shapes: &[Shape]) -> Option<&Shape> {
    shapes.iter().max_by(|a, b| a.area().total_cmp(&b.area()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_0() {
        assert_eq!(Shape::Circle(1.0).area(), 3.141592653589793);
    }

    #[test]
    fn prints_0() {
        let text = format!("{:?}", Shape::Circle(1.0));
        println!("{text}");
        assert_eq!(text, "Circle(1.0)");
    }

    #[test]
    fn area_1() {
        assert_eq!(Shape::Square(2.0).area(), 4.0);
    }

    #[test]
    fn prints_1() {
        let text = format!("{:?}", Shape::Square(2.0));
        println!("{text}");
        assert_eq!(text, "Square(2.0)");
    }

    #[test]
    fn area_2() {
        assert_eq!(Shape::Rect(2.0, 3.0).area(), 6.0);
    }

    #[test]
    fn prints_2() {
        let text = format!("{:?}", Shape::Rect(2.0, 3.0));
        println!("{text}");
        assert_eq!(text, "Rect(2.0, 3.0)");
    }

    #[test]
    fn area_3() {
        assert_eq!(Shape::Square(0.0).area(), 0.0);
    }

    #[test]
    fn prints_3() {
        let text = format!("{:?}", Shape::Square(0.0));
        println!("{text}");
        assert_eq!(text, "Square(0.0)");
    }

    #[test]
    fn area_4() {
        assert_eq!(Shape::Rect(0.5, 4.0).area(), 2.0);
    }

    #[test]
    fn prints_4() {
        let text = format!("{:?}", Shape::Rect(0.5, 4.0));
        println!("{text}");
        assert_eq!(text, "Rect(0.5, 4.0)");
    }

    #[test]
    fn finds_largest() {
        let shapes = [Shape::Square(1.0), Shape::Rect(2.0, 3.0)];
        assert_eq!(largest(&shapes), Some(&Shape::Rect(2.0, 3.0)));
    }

    #[test]
    fn largest_of_none() {
        assert_eq!(largest(&[]), None);
    }

    #[test]
    fn unequal() {
        assert_eq!(Shape::Square(1.0), Shape::Circle(1.0));
    }

    #[test]
    fn debug_alternate() {
        assert_eq!(format!("{:#?}", Shape::Square(1.0)), "Square(\n    1.0,\n)");
    }

    #[test]
    #[should_panic = "negative side"]
    fn negative() {
        Shape::Square(-1.0).checked_area();
    }

    #[test]
    #[should_panic = "negative side"]
    fn positive_is_fine() {
        Shape::Square(1.0).checked_area();
    }

    #[test]
    fn ok_result() -> Result<(), &'static str> {
        Shape::Square(1.0).try_area().map(|_| ())
    }

    #[test]
    fn err_result() -> Result<(), &'static str> {
        Shape::Square(-1.0).try_area().map(|_| ())
    }

    #[test]
    fn cloned() {
        let shape = Shape::Circle(2.0);
        assert_eq!(shape.clone(), shape);
    }

    #[test]
    fn dynamic() {
        let shapes: Vec<Box<dyn Area>> = vec![Box::new(Shape::Square(2.0)), Box::new(Shape::Square(3.0))];
        assert_eq!(shapes.iter().map(|s| s.area_of()).sum::<f64>(), 13.0);
    }
}
